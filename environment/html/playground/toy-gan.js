/*
 * The page with a GAN that trains. All arithmetic is the course's Java (texttovideo.web.ToyGame): this file draws what
 * that says, and hands it what the reader draws and chooses.
 */
(() => {
  const REACH = 1.2;        // the plane shown goes from -REACH to REACH both ways
  const SIDE = 40;          // places of the surface in each direction
  const KEPT = 400;         // numbers that a curve holds; beyond, neighbours are averaged
  const BUDGET = 14;        // milliseconds of a frame that training may take, or twice the pictures' if they take long
  const LONGEST = 100;      // but no more than these: the page answers the reader
  const NEAR = 0.03;        // drawn points closer than this to the last one are left out
  const RATES = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05];
  const SPEEDS = [1, 5, 20, 60, Infinity];                     // steps a second
  const BALANCE = { NON_SATURATING: Math.log(4), MINIMAX: Math.log(4), HINGE: 2 };   // the discriminator's loss at the end

  const places = (count, at) => Array.from({ length: count }, (_, i) => at(i));
  const EXAMPLES = {
    'Two clouds': () => [[-0.6, 0.3], [0.6, -0.3]],
    'Ring of eight clouds': () => places(8, i => [0.75 * Math.cos(i * Math.PI / 4), 0.75 * Math.sin(i * Math.PI / 4)]),
    'Wave': () => places(60, i => [-0.9 + 1.8 * i / 59, 0.5 * Math.sin(6 * i / 59)]),
    'Spiral': () => places(90, i => [i / 89 * 0.9 * Math.cos(i / 9), i / 89 * 0.9 * Math.sin(i / 9)]),
  };
  const OWN = 'Your own drawing';

  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function build(root, module) {
    const state = { seed: 1, game: null, drawn: EXAMPLES['Two clouds'](), example: 'Two clouds', step: 0, playing: false,
      cursor: null, here: null, stale: false, pictures: 0 };
    const curves = { discriminator: curve(), generator: curve(), distance: curve() };

    // What the reader sees and touches.
    const plane = element('canvas', { className: 'toy-plane', tabIndex: 0 });
    plane.setAttribute('role', 'application');
    plane.setAttribute('aria-label', 'The plane. Arrow keys move a mark, Enter or the space bar draws a point there.');
    const here = element('p', { className: 'toy-here' });
    const play = button('Play', () => run(!state.playing), 'toy-play');
    const once = button('One step', () => { run(false); step(); show(); tell(); });
    const anew = button('Restart', () => { state.seed += 1; begin(); tell(); });
    const clear = button('Clear', () => { run(false); redraw([], OWN); tell(); });
    const data = select('Real points', [...Object.keys(EXAMPLES), OWN], value => {
      redraw(EXAMPLES[value] ? EXAMPLES[value]() : [], value);
    });
    const loss = select('Loss', [['NON_SATURATING', 'Non-saturating: -log D'], ['MINIMAX', 'Minimax: log(1 - D)'],
      ['HINGE', 'Hinge']], show);
    const mover = select('Who moves', [['BOTH', 'Both players'], ['DISCRIMINATOR', 'Only the discriminator'],
      ['GENERATOR', 'Only the generator']], () => {});
    const ofD = slider("D's learning rate", RATES, 5, String);
    const ofG = slider("G's learning rate", RATES, 4, String);
    const speed = slider('Speed', SPEEDS, 2, value => Number.isFinite(value) ? `${value} steps a second` : 'all it can');
    const surface = check('Surface', show);
    const arrows = check('Arrows', show);
    const numbers = Object.fromEntries(['step', 'discriminator', 'generator', 'distance']
      .map(name => [name, element('dd', { textContent: '-' })]));
    numbers.step.dataset.value = 'step';
    numbers.distance.dataset.value = 'distance';
    const losses = element('canvas', { className: 'toy-curve' });
    const distances = element('canvas', { className: 'toy-curve' });
    for (const canvas of [losses, distances]) canvas.setAttribute('role', 'img');
    const fakesMark = mark('\u25B2', 'fake', 'toy-fake');
    const said = element('p', { className: 'toy-said' });
    said.setAttribute('role', 'status');

    root.replaceChildren(element('div', { className: 'toy' },
      element('div', { className: 'toy-left' },
        element('div', { className: 'toy-buttons' }, play, once, anew, clear),
        plane, here,
        element('p', { className: 'toy-legend' },
          mark('\u25CF', 'real point', 'toy-real'), fakesMark,
          mark('\u2192', "the loss's pull", ''), mark('\u25A0', 'D says real', 'toy-real'),
          mark('\u25A0', 'D says fake', 'toy-fake')),
        element('div', { className: 'toy-curves' },
          element('div', {}, losses, element('p', { className: 'toy-legend' }, mark('\u2501', "D's loss", 'toy-real'),
            mark('\u2501', "G's loss", 'toy-fake'), mark('\u254C', "D's when both are equal", ''))),
          element('div', {}, distances, element('p', { className: 'toy-legend' }, mark('\u2501', 'distance', 'toy-far'))))),
      element('div', { className: 'toy-right' },
        element('dl', { className: 'toy-numbers' },
          element('dt', { textContent: 'Step' }), numbers.step,
          element('dt', { textContent: "Discriminator's loss" }), numbers.discriminator,
          element('dt', { textContent: "Generator's loss" }), numbers.generator,
          element('dt', { textContent: 'Distance' }), numbers.distance),
        data.field, speed.field, mover.field, loss.field, ofD.field, ofG.field,
        element('div', { className: 'toy-checks' }, surface.field, arrows.field)),
      said));

    // The game.
    function begin() {
      state.game = module.toyGame(state.seed);
      state.step = 0;
      Object.values(curves).forEach(each => each.clear());
      redraw(state.drawn, state.example);
      note(NaN, NaN);
      show();
    }

    function redraw(drawn, example) {
      state.drawn = drawn;
      state.example = example;
      data.input.value = example;
      if (!drawn.length) run(false);
      else state.game.draw(Float32Array.from(drawn.flat()));
      for (const each of [play, once]) each.disabled = !drawn.length;
      show();
    }

    function step() {
      const [d, g] = state.game.step(loss.input.value, mover.input.value, ofD.value(), ofG.value());
      state.step += 1;
      note(d, g);
    }

    function note(d, g) {
      curves.discriminator.add(d);
      curves.generator.add(g);
      numbers.discriminator.textContent = text(d);
      numbers.generator.textContent = text(g);
    }

    function run(moving) {
      state.playing = moving && state.drawn.length > 0;
      play.textContent = state.playing ? 'Pause' : 'Play';
      if (state.playing) requestAnimationFrame(first => frame(first, first, 0));
      else tell();
    }

    function frame(now, before, owed) {
      if (!state.playing) return;
      const rate = speed.value();
      let due = Math.min(owed + (now - before) / 1000 * rate, Math.max(1, rate / 10));   // a hidden page owes nothing
      const end = performance.now() + Math.min(LONGEST, Math.max(BUDGET, 2 * state.pictures));
      const from = state.step;
      for (; due >= 1 && performance.now() < end; due--) step();
      if (state.step > from) show();
      requestAnimationFrame(next => frame(next, now, Number.isFinite(due) ? due : 0));
    }

    function tell() {
      said.textContent = state.drawn.length
        ? `Step ${state.step}, distance ${text(state.game.distance())}.`
        : 'The plane is empty: draw a few points.';
    }

    // Drawing by mouse, finger and keys.
    function add(point) {
      const [x, y] = point.map(value => Math.min(Math.max(value, -REACH), REACH));
      redraw([...(state.example === OWN ? state.drawn : []), [x, y]], OWN);   // the first stroke replaces an example
    }

    function place(event) {
      const box = plane.getBoundingClientRect();
      const [right, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      return [(2 * right - 1) * REACH, (1 - 2 * down) * REACH];
    }

    plane.addEventListener('pointerdown', event => {
      if (event.button) return;
      plane.setPointerCapture(event.pointerId);
      state.cursor = null;
      add(place(event));
    });
    plane.addEventListener('pointermove', event => {
      const at = place(event);
      const last = state.drawn[state.drawn.length - 1];
      const draws = event.buttons & 1 && plane.hasPointerCapture(event.pointerId);
      if (draws && Math.hypot(at[0] - last[0], at[1] - last[1]) > NEAR) add(at);
      state.here = at;
      sayHere();
    });
    plane.addEventListener('pointerleave', () => { state.here = state.cursor; sayHere(); });
    plane.addEventListener('blur', () => { state.cursor = null; show(); });
    plane.addEventListener('keydown', event => {
      const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      const stamp = event.key === 'Enter' || event.key === ' ';
      if (!move && !stamp || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      const from = state.cursor || [0, 0];
      const size = event.shiftKey ? 0.2 : 0.05;
      state.cursor = move ? from.map((value, i) => Math.min(Math.max(value + size * move[i], -REACH), REACH)) : from;
      state.here = state.cursor;
      if (stamp) add(state.cursor);
      else show();
      sayHere();
      if (!state.playing) said.textContent = here.textContent;
    });

    // Pictures.
    function show() {
      if (state.stale || !state.game) return;
      state.stale = true;
      requestAnimationFrame(() => {
        state.stale = false;
        const start = performance.now();
        const colours = palette(root);
        const fakes = points(state.game.fakes());
        const real = state.drawn.length ? points(state.game.real()) : [];
        const away = fakes.filter(point => !point.every(value => Math.abs(value) <= REACH)).length;
        fakesMark.textContent = away ? `fake, ${away} of ${fakes.length} out of the plane` : 'fake';
        numbers.step.textContent = state.step;
        const distance = state.drawn.length ? state.game.distance() : NaN;
        numbers.distance.textContent = text(distance);
        curves.distance.put(distance, curves.generator);
        drawPlane(plane, colours, {
          surface: surface.input.checked ? state.game.surface(SIDE, REACH) : null,
          pulls: arrows.input.checked ? points(state.game.pulls(loss.input.value)) : null,
          fakes, real, cursor: state.cursor });
        drawCurves(losses, colours, [[curves.discriminator.values, colours.real], [curves.generator.values, colours.fake]],
          BALANCE[loss.input.value], state.step);
        drawCurves(distances, colours, [[curves.distance.values, colours.far]], null, state.step);
        losses.setAttribute('aria-label', `Both losses up to step ${state.step}: discriminator `
          + `${numbers.discriminator.textContent}, generator ${numbers.generator.textContent}`);
        distances.setAttribute('aria-label', `Distance up to step ${state.step}: ${numbers.distance.textContent}`);
        sayHere();
        state.pictures = performance.now() - start;
      });
    }

    function sayHere() {
      const at = state.here;
      here.textContent = !state.drawn.length ? 'Draw a few points: press and move, or use the arrow keys and Enter.'
        : at ? `At (${at[0].toFixed(2)}, ${at[1].toFixed(2)}) D = ${state.game.believed(at[0], at[1]).toFixed(2)}` : '';
    }

    new ResizeObserver(show).observe(plane);
    new MutationObserver(show).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    begin();

    function button(label, action, className = '') {
      const made = element('button', { type: 'button', textContent: label, className });
      made.addEventListener('click', action);
      return made;
    }

    function field(label, input, ...more) {
      return element('label', { className: 'toy-field' }, element('span', { textContent: label }), ...more, input);
    }

    function select(label, options, change) {
      const input = element('select');
      input.append(...options.map(option => Array.isArray(option) ? new Option(option[1], option[0]) : new Option(option)));
      input.addEventListener('change', () => change(input.value));
      return { input, field: field(label, input) };
    }

    function slider(label, values, start, written) {
      const input = element('input', { type: 'range', min: 0, max: values.length - 1, step: 1, value: start });
      const output = element('span');    // no output element: it would take the label from the slider
      const value = () => values[input.value];
      const change = () => {
        output.textContent = written(value());
        input.setAttribute('aria-valuetext', output.textContent);
      };
      input.setAttribute('aria-label', label);
      input.addEventListener('input', change);
      change();
      return { value, field: field(label, input, output) };
    }

    function check(label, change) {
      const input = element('input', { type: 'checkbox', checked: true });
      input.addEventListener('change', change);
      return { input, field: element('label', {}, input, ` ${label}`) };
    }

    function mark(sign, meaning, className) {
      const made = element('span', { textContent: meaning, className });
      made.dataset.mark = sign;
      return made;
    }
  }

  /* Numbers over steps, of which at most KEPT stand for all: then each is the mean of `stride` steps. */
  function curve() {
    const made = { values: [], stride: 1, waiting: [] };
    made.clear = () => Object.assign(made, { values: [], stride: 1, waiting: [] });
    made.add = value => {
      made.waiting.push(value);
      if (made.waiting.length < made.stride) return;
      made.values.push(mean(made.waiting));
      made.waiting = [];
      if (made.values.length < KEPT) return;
      made.values = places(KEPT / 2, i => mean(made.values.slice(2 * i, 2 * i + 2)));
      made.stride *= 2;
    };
    /* For what is measured at some steps only: the places up to the length of another curve get this value. */
    made.put = (value, other) => {
      if (other.stride !== made.stride) {
        made.values = places(made.values.length >> 1, i => mean(made.values.slice(2 * i, 2 * i + 2)));
        made.stride = other.stride;
      }
      while (made.values.length < other.values.length) made.values.push(value);
    };
    return made;
  }

  function mean(values) {
    const numbers = values.filter(Number.isFinite);
    return numbers.length ? numbers.reduce((a, b) => a + b) / numbers.length : NaN;
  }

  const text = value => Number.isFinite(value) ? value.toFixed(3) : '-';
  /* A number that fits beside a curve. */
  const short = value => Math.abs(value) < 100 ? value.toFixed(value ? 1 : 0)
    : Math.abs(value) < 10000 ? value.toFixed(0) : value.toExponential(0).replace('+', '');
  const points = flat => places(flat.length / 2, i => [flat[2 * i], flat[2 * i + 1]]);

  function palette(root) {
    const style = getComputedStyle(root);
    return Object.fromEntries(['ink', 'ground', 'line', 'real', 'fake', 'far']
      .map(name => [name, style.getPropertyValue(`--toy-${name}`).trim()]));
  }

  /* The canvas's drawing context in CSS pixels, cleared. */
  function context(canvas) {
    const scale = devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext('2d');
    pen.scale(canvas.width / width, canvas.height / height);
    return { pen, width, height };
  }

  function drawPlane(canvas, colours, { surface, pulls, fakes, real, cursor }) {
    const { pen, width, height } = context(canvas);
    const at = ([x, y]) => [(x / REACH + 1) / 2 * width, (1 - y / REACH) / 2 * height];
    if (surface) {
      pen.imageSmoothingEnabled = true;
      pen.drawImage(heat(surface, rgb(colours.real), rgb(colours.fake)), 0, 0, width, height);
    }
    const size = Math.max(2.2, width / 190);
    pen.lineWidth = 1;
    pen.strokeStyle = colours.ground;
    pen.fillStyle = colours.real;
    for (const point of real) {
      pen.beginPath();
      pen.arc(...at(point), size, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
    }
    if (pulls) {
      pen.strokeStyle = colours.ink;
      pen.beginPath();
      fakes.forEach((point, i) => arrow(pen, at(point), pulls[i], width / 14));
      pen.stroke();
    }
    pen.strokeStyle = colours.ground;
    pen.fillStyle = colours.fake;
    for (const point of fakes) {
      const [x, y] = at(point);
      pen.beginPath();
      pen.moveTo(x, y - 1.3 * size);
      pen.lineTo(x + 1.2 * size, y + size);
      pen.lineTo(x - 1.2 * size, y + size);
      pen.closePath();
      pen.fill();
      pen.stroke();
    }
    if (cursor) {
      const [x, y] = at(cursor);
      pen.strokeStyle = colours.ink;
      pen.lineWidth = 2;
      pen.strokeRect(x - 7, y - 7, 14, 14);
    }
  }

  /* A line in the pull's direction; half of the longest for a pull of 2, so that weak and strong ones can both be seen. */
  function arrow(pen, [x, y], [dx, dy], longest) {
    const pull = Math.hypot(dx, dy);
    const length = longest * pull / (pull + 2);
    if (!(length > 2)) return;
    const [ux, uy] = [dx / pull, -dy / pull];
    const [toX, toY] = [x + ux * length, y + uy * length];
    const head = Math.min(5, 0.4 * length);
    pen.moveTo(x, y);
    pen.lineTo(toX, toY);
    pen.moveTo(toX - head * (ux - uy * 0.6), toY - head * (uy + ux * 0.6));
    pen.lineTo(toX, toY);
    pen.lineTo(toX - head * (ux + uy * 0.6), toY - head * (uy - ux * 0.6));
  }

  /* The surface as a picture: the surer the discriminator, the stronger the colour; nothing where it says one half. */
  function heat(surface, real, fake) {
    const picture = element('canvas', { width: SIDE, height: SIDE });
    const pen = picture.getContext('2d');
    const image = pen.createImageData(SIDE, SIDE);
    surface.forEach((believed, i) => {
      const [r, g, b] = believed > 0.5 ? real : fake;
      image.data.set([r, g, b, 255 * 0.6 * Math.abs(2 * believed - 1)], 4 * i);
    });
    pen.putImageData(image, 0, 0);
    return picture;
  }

  const rgb = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));

  function drawCurves(canvas, colours, lines, level, step) {
    const { pen, width, height } = context(canvas);
    const [left, bottom, top] = [34, 16, 8];
    const all = lines.flatMap(([values]) => values).concat(level === null ? [0] : [0, level]).filter(Number.isFinite);
    const [least, most] = [Math.min(...all), Math.max(...all, 0.1)];
    const count = Math.max(2, ...lines.map(([values]) => values.length));
    const x = i => left + i / (count - 1) * (width - left - 6);
    const y = value => top + (most - value) / (most - least) * (height - top - bottom);
    pen.font = '11px sans-serif';
    pen.fillStyle = colours.ink;
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    const marks = least < 0 ? [least, 0, most] : [0, most];
    marks.forEach(value => pen.fillText(short(value), left - 5, y(value)));
    pen.textBaseline = 'bottom';
    pen.fillText(`step ${step}`, width - 6, height - 1);
    pen.strokeStyle = colours.line;
    line(pen, [[left, y(0)], [width - 6, y(0)]]);
    if (level !== null) {
      pen.setLineDash([4, 4]);
      line(pen, [[left, y(level)], [width - 6, y(level)]]);
      pen.setLineDash([]);
    }
    pen.lineWidth = 1.5;
    for (const [values, colour] of lines) {
      pen.strokeStyle = colour;
      line(pen, values.map((value, i) => [x(i), y(value)]));
    }
  }

  function line(pen, path) {
    pen.beginPath();
    let down = false;
    for (const [x, y] of path) {
      if (!Number.isFinite(y)) down = false;
      else if (down) pen.lineTo(x, y);
      else { pen.moveTo(x, y); down = true; }
    }
    pen.stroke();
  }

  const root = document.getElementById('toy-gan');
  root.textContent = 'The networks are loading.';
  textToVideo.load().then(module => build(root, module)).catch(error => {
    root.textContent = `The networks could not be loaded: ${error.message}.`;
  });
})();
