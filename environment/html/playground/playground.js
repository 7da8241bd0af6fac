/*
 * The playground: the shipped model draws the reader's sentence in the page. It fills the element #playground, and needs
 * nothing but the scripts beside it.
 */
(() => {
  const root = document.getElementById('playground');
  const folder = new URL('.', document.currentScript.src);
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const PARTS = ['size', 'colour', 'shape', 'motion'];
  const DRAGGED = 128;         // pixels a side: larger clips are drawn when the drag ends
  const STEP = 0.05;           // of the noise, for an arrow key
  const LONGEST = 60;          // characters of a sentence on a button
  const PAUSE = 600;           // milliseconds without a key before a sentence that cannot be shown gets help

  const state = {
    sentence: 'a large red square moving up-left', noise: [0, 0], seed: 1, ofSeed: true,
    frames: 10, size: 64, fps: 10, playing: !still.matches, time: 0,
  };
  let model, clip, trained, pictures = [], shown = -1, waiting = false, dragging = false, helping;
  const $ = name => root.querySelector(`[data-pg=${name}]`);

  const PAGE = `
    <div class="pg-row pg-say">
      <label>Sentence
        <input type="text" data-pg="sentence" autocomplete="off" autocapitalize="off" spellcheck="false"></label>
      <button type="button" data-pg="another">Another one</button>
    </div>
    <div data-pg="help" class="pg-help" role="status"></div>
    <div class="pg-row pg-words">
      ${PARTS.map(part => `<label>${part} <select data-pg="${part}"></select></label>`).join('')}
    </div>
    <div class="pg-main">
      <div class="pg-stage">
        <div class="pg-screen" data-pg="screen">
          <canvas data-pg="canvas" role="img"></canvas>
          <svg data-pg="overlay" aria-hidden="true"></svg>
          <button type="button" class="pg-start" data-pg="start"></button>
        </div>
        <div class="pg-row pg-play">
          <button type="button" data-pg="play"></button>
          <input type="range" data-pg="frame" min="0" step="1" aria-label="Frame">
          <output data-pg="frameText"></output>
        </div>
        <p class="pg-note">Drag the ring to where the clip shall start, or move it with the arrow keys.</p>
      </div>
      <div class="pg-side">
        <div class="pg-grid">
          <label for="pg-frames">Length</label><input type="range" id="pg-frames" data-pg="frames" min="2" max="40">
          <output data-pg="framesText"></output>
          <label for="pg-fps">Rate</label><input type="range" id="pg-fps" data-pg="fps" min="1" max="50">
          <output data-pg="fpsText"></output>
          <label for="pg-size">Picture</label><select id="pg-size" data-pg="size-of"></select><span></span>
          <label for="pg-seed">Seed</label>
          <input type="number" id="pg-seed" data-pg="seed" min="0" max="2147483647" step="1">
          <button type="button" data-pg="next">Next</button>
        </div>
        <p class="pg-note">The seed draws where the clip starts, and the size or colour that a sentence leaves open. Swap a
          word, and the noise stays.</p>
        <div class="pg-row pg-show">
          <label><input type="checkbox" data-pg="showPath" checked> path</label>
          <label><input type="checkbox" data-pg="showMargin" checked> margin</label>
        </div>
        <div class="pg-row">
          <button type="button" data-pg="gif">Save GIF</button>
          <button type="button" data-pg="png">Save PNG strip</button>
        </div>
      </div>
    </div>
    <h3 class="pg-title">What the model made of it</h3>
    <div class="pg-inside">
      <figure><canvas data-pg="sprite" role="img"></canvas>
        <figcaption>The sprite's alpha mask, <span data-pg="spriteText"></span>: which share of a pixel the object covers,
          drawn from the words for size, colour and shape. The bar inside is the mark that all training objects bear: it
          shows how they turn.</figcaption></figure>
      <dl>
        <dt>Colour</dt><dd><span class="pg-swatch" data-pg="swatch"></span> <span data-pg="colourText"></span></dd>
        <dt>Path</dt><dd data-pg="pathText"></dd>
        <dt>Radius and turn</dt><dd data-pg="poseText"></dd>
        <dt>Margin</dt><dd data-pg="marginText"></dd>
        <dt>Noise</dt><dd data-pg="noiseText"></dd>
        <dt>Command line</dt><dd data-pg="command"></dd>
      </dl>
    </div>
    <details class="pg-built"><summary>What is built in, and what is learnt</summary>
      <p><strong>Built in:</strong> a clip shows one object of one colour on white; it keeps its look and stays in the frame;
        the directions of words add up; the noise, two numbers, lays the whole path into the frame; the first four words say
        what is shown, the others how it moves.</p>
      <p><strong>Learnt</strong> from clips and their sentences: what each word means, so the shape, the colour, the size,
        the direction, the speed, what bounces and what turns, and how near to an edge the centre may come.</p>
      <p>The course's own Java draws this, compiled for browsers by TeaVM<span data-pg="kind"></span>. No server is asked for
        anything.</p>
    </details>`;

  /** An element of SVG. */
  function drawing(kind, attributes) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', kind);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function round(number, digits = 1) {
    return (Math.round(number * 10 ** digits) / 10 ** digits).toFixed(digits).replace(/^-(0\.?0*)$/, '$1');
  }

  async function begin() {
    root.classList.add('pg');
    root.innerHTML = '<p class="pg-note" role="status">The model is being read.</p>';
    const style = document.createElement('link');
    Object.assign(style, { rel: 'stylesheet', href: new URL('playground.css', folder) });
    const styled = new Promise(done => { style.onload = style.onerror = done; });
    document.head.append(style);
    try {
      await loader();
      const [java] = await Promise.all([textToVideo.load(), textToVideo.script('model.js'), styled]);
      model = java.playground(textToVideo.bytes(textToVideo.parts.model));
    } catch (error) {
      root.innerHTML = '<p class="pg-note" role="alert"></p>';
      root.firstChild.textContent = `The playground does not start in this browser: ${error.message || error}`;
      return;
    }
    trained = { frames: model.frames(), size: model.size() };
    Object.assign(state, trained, { noise: model.noise(state.seed) });
    root.innerHTML = PAGE;
    fill();
    listen();
    say(state.sentence);
    requestAnimationFrame(tick);
    root.dataset.ready = Math.round(performance.now());  // milliseconds from the page's opening to its first clip
  }

  function loader() {
    if (window.textToVideo) return null;
    return new Promise((done, failed) => {
      const element = document.createElement('script');
      element.onload = done;
      element.onerror = () => failed(new Error('text-to-video.js is missing beside playground.js'));
      element.src = new URL('text-to-video.js', folder);
      document.head.append(element);
    });
  }

  /** What can be chosen, and what stands there first. */
  function fill() {
    const options = (select, values, texts = values) =>
      values.forEach((value, i) => select.append(new Option(texts[i], value)));
    PARTS.forEach((part, i) => {
      if (i < 2) options($(part), [''], ['any']);
      options($(part), model.choices(i));
    });
    const sizes = [trained.size / 2, trained.size, trained.size * 2, trained.size * 4];
    options($('size-of'), sizes, sizes.map(size => `${size} x ${size} pixels`));
    $('size-of').value = state.size;
    $('frames').value = state.frames;
    $('fps').value = state.fps;
    $('seed').value = state.seed;
    $('kind').textContent = textToVideo.parts.javascript ? ' to JavaScript' : ' to WebAssembly';
    $('overlay').setAttribute('viewBox', `0 0 ${trained.size} ${trained.size}`);
    showPlaying();
  }

  function listen() {
    $('sentence').addEventListener('input', event => say(event.target.value));
    $('another').addEventListener('click', () => {
      const any = values => values[Math.floor(Math.random() * values.length)];
      say(['a', ...PARTS.map((_, i) => any(model.choices(i)))].join(' '), true);
    });
    for (const part of PARTS) {
      $(part).addEventListener('change', () =>
        say(['a', ...PARTS.map(each => $(each).value)].filter(Boolean).join(' '), true));
    }
    $('frames').addEventListener('input', event => { state.frames = Number(event.target.value); draw(); });
    $('fps').addEventListener('input', event => { state.fps = Number(event.target.value); tell(); });
    $('size-of').addEventListener('change', event => { state.size = Number(event.target.value); draw(); });
    $('seed').addEventListener('change', () => seed(Number($('seed').value)));
    $('next').addEventListener('click', () => seed(state.seed + 1));
    for (const name of ['showPath', 'showMargin']) $(name).addEventListener('change', overlay);
    $('play').addEventListener('click', () => play(!state.playing));
    $('frame').addEventListener('input', event => { play(false); show(Number(event.target.value)); });
    $('gif').addEventListener('click', saveGif);
    $('png').addEventListener('click', savePng);
    still.addEventListener('change', () => play(!still.matches));
    new MutationObserver(() => play(document.documentElement.dataset.clips !== 'paused'))  // the page's button for all clips
      .observe(document.documentElement, { attributeFilter: ['data-clips'] });
    drag($('start'));
  }

  /** Takes a sentence, from the text field or from elsewhere; helps where it is none. */
  function say(sentence, typed = false) {
    if (typed || !$('sentence').value) $('sentence').value = sentence;
    const problem = model.problem(sentence);
    clearTimeout(helping);
    if (problem) {
      helping = setTimeout(() => help(problem), PAUSE);      // who types a word has not yet done anything wrong
      return;
    }
    help('');
    state.sentence = sentence;
    model.parts(sentence).forEach((part, i) => { $(PARTS[i]).value = part; });
    draw();
  }

  /** The command line's words, with a button that takes their advice. */
  function help(problem) {
    const [wrong, grammar] = problem.split(/(?=the grammar is:)/i);
    const text = document.createElement('p');
    text.textContent = grammar || '';
    $('sentence').setAttribute('aria-invalid', Boolean(problem));
    $('help').replaceChildren(...(problem ? [wrong, advice(), text] : []));
  }

  /** A button that takes the sentence which was perhaps meant, if there is one. */
  function advice() {
    const meant = () => model.meant($('sentence').value);
    const button = document.createElement('button');
    button.type = 'button';
    const offered = meant();
    button.hidden = !offered;
    button.textContent = `Take “${offered.length > LONGEST ? `${offered.slice(0, LONGEST)}...` : offered}”`;
    button.addEventListener('click', () => {
      if (meant()) say(meant(), true);             // the text may have changed since
      $('sentence').focus();
    });
    return button;
  }

  function seed(number) {
    state.seed = Math.min(Math.max(Math.trunc(number) || 0, 0), 2147483647);
    state.noise = model.noise(state.seed);
    state.ofSeed = true;
    $('seed').value = state.seed;
    draw();
  }

  /** Makes the clip anew, once before the browser next paints. */
  function draw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; make(); });
  }

  function make() {
    const size = dragging ? Math.min(state.size, DRAGGED) : state.size;
    const sentence = model.complete(state.sentence, state.seed);
    const bytes = model.pixels(sentence, state.noise, state.frames, size);
    const pixels = new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length);
    clip = { sentence, size, path: model.path(sentence, state.noise) };
    pictures = Array.from({ length: state.frames }, (_, f) =>
      new ImageData(pixels.subarray(f * size * size * 4, (f + 1) * size * size * 4), size, size));
    Object.assign($('canvas'), { width: size, height: size });
    $('canvas').setAttribute('aria-label', `Clip: ${sentence}`);
    $('frame').max = state.frames - 1;
    show(Math.min(Math.max(shown, 0), state.frames - 1), true);
    inside();
    overlay();
    tell();
  }

  function show(frame, always = false) {
    if (frame === shown && !always) return;
    shown = frame;
    $('canvas').getContext('2d').putImageData(pictures[frame], 0, 0);
    $('frame').value = frame;
    $('frame').setAttribute('aria-valuetext', `${frame + 1} of ${state.frames}`);
    $('frameText').textContent = `${frame + 1} / ${state.frames}`;
  }

  function tick(now) {
    if (state.playing && pictures.length && now - state.time >= 1000 / state.fps) {
      state.time = now - state.time < 2000 / state.fps ? state.time + 1000 / state.fps : now;
      show((shown + 1) % pictures.length);
    }
    requestAnimationFrame(tick);
  }

  function play(playing) {
    state.playing = playing;
    showPlaying();
  }

  function showPlaying() {
    $('play').textContent = state.playing ? 'Pause' : 'Play';
  }

  /** The range, in pixels of the training size, in which the noise can lay the start along an axis. */
  function range(axis) {
    const at = noise => model.path(clip.sentence, noise)[axis];
    return [at([-1, -1]), at([1, 1])];
  }

  /** Path, margin and start over the picture. */
  function overlay() {
    const { size } = trained;
    const points = Array.from({ length: trained.frames }, (_, f) => [clip.path[4 * f], clip.path[4 * f + 1]]);
    const parts = [];
    if ($('showMargin').checked) {
      const margin = model.margin(clip.sentence);
      const square = { x: margin, y: margin, width: size - 2 * margin, height: size - 2 * margin };
      parts.push(drawing('rect', { ...square, class: 'pg-halo' }), drawing('rect', { ...square, class: 'pg-margin' }));
    }
    if ($('showPath').checked) {
      const line = { points: points.map(point => point.join()).join(' ') };
      parts.push(drawing('polyline', { ...line, class: 'pg-halo' }), drawing('polyline', { ...line, class: 'pg-path' }));
      points.forEach(([cx, cy]) => parts.push(drawing('circle', { cx, cy, r: 0.8, class: 'pg-dot' })));
    }
    $('overlay').replaceChildren(...parts);
    const [x, y] = points[0];
    Object.assign($('start').style, { left: `${100 * x / size}%`, top: `${100 * y / size}%` });
    $('start').setAttribute('aria-label',
      `Start, ${round(x)} across and ${round(y)} down of ${size} pixels: drag it, or move it with the arrow keys`);
  }

  /** The ring follows the pointer as far as the path stays in the frame. */
  function drag(ring) {
    const move = event => {
      if (!dragging) return;
      const box = $('screen').getBoundingClientRect();
      const share = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      place(share.map((each, axis) => {
        const [low, high] = range(axis);
        return high - low > 1e-3 ? 2 * (each * trained.size - low) / (high - low) - 1 : 0;
      }));
    };
    const end = () => { if (dragging) { dragging = false; draw(); } };
    ring.addEventListener('pointerdown', event => { ring.setPointerCapture(event.pointerId); dragging = true; });
    ring.addEventListener('pointermove', move);
    for (const name of ['pointerup', 'pointercancel', 'lostpointercapture']) ring.addEventListener(name, end);
    ring.addEventListener('keydown', event => {
      const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [];
      if (x === undefined) return;
      event.preventDefault();
      place([state.noise[0] + x * STEP, state.noise[1] + y * STEP]);
    });
  }

  function place(noise) {
    state.noise = noise.map(each => Math.min(1, Math.max(-1, each)));
    state.ofSeed = false;
    draw();
  }

  /** Sprite, colour and numbers. */
  function inside() {
    const { sentence, path } = clip;
    const alpha = model.sprite(sentence);
    const side = Math.sqrt(alpha.length);
    const mask = new ImageData(side, side);
    alpha.forEach((share, i) => mask.data.set([0, 0, 0, Math.round(255 * share)], 4 * i));
    Object.assign($('sprite'), { width: side, height: side });
    $('sprite').getContext('2d').putImageData(mask, 0, 0);
    $('sprite').setAttribute('aria-label', `Alpha mask of the object in: ${sentence}`);
    $('spriteText').textContent = `${side} x ${side}`;
    const colour = [...model.colour(sentence)].map(share => Math.round(255 * share));
    $('swatch').style.background = `rgb(${colour})`;
    $('colourText').textContent = `red ${colour[0]}, green ${colour[1]}, blue ${colour[2]} of 255`;
    const last = path.length - 4;
    const change = (from, to, unit) => `${round(path[from])} to ${round(path[to])}${unit}`;
    const point = from => `(${round(path[from])}, ${round(path[from + 1])})`;
    $('pathText').textContent = `from ${point(0)} to ${point(last)}, in pixels from left and top, of ${trained.size}`;
    $('poseText').textContent = `${change(2, last + 2, ' pixels')}, ${change(3, last + 3, '°')} clockwise`;
    $('marginText').textContent =
      `the centre stays ${round(model.margin(sentence))} of ${trained.size} pixels away from the edges`;
  }

  /** What the controls say. */
  function tell() {
    $('framesText').textContent = `${state.frames} frames`;
    $('fpsText').textContent = `${state.fps} a second`;
    for (const name of ['frames', 'fps']) $(name).setAttribute('aria-valuetext', $(`${name}Text`).textContent);
    $('noiseText').textContent = `${round(state.noise[0], 2)} across, ${round(state.noise[1], 2)} down, each from -1 to 1`
      + (state.ofSeed ? `, from seed ${state.seed}` : ', placed by you');
    const option = (name, value, usual) => (value === usual ? '' : ` --${name} ${value}`);
    const code = document.createElement('code');
    code.textContent = `java -jar target/text-to-video.jar generate "${state.sentence}" --seed ${state.seed}`
      + `${option('frames', state.frames, trained.frames)}${option('size', state.size, trained.size)}`
      + `${option('fps', state.fps, 10)} --out clips`;
    $('command').replaceChildren(...(state.ofSeed ? ['makes the same clip: ', code]
      : ['no seed gives a start that was placed by hand']));
  }

  function save(bytes, type, kind) {
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    const name = `${clip.sentence.replace(/ /g, '-')}.${kind}`;
    const link = Object.assign(document.createElement('a'), { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  function saveGif() {
    save(model.gif(clip.sentence, state.noise, state.frames, state.size, state.fps), 'image/gif', 'gif');
  }

  /** All frames side by side, pixel for pixel. */
  function savePng() {
    const strip = document.createElement('canvas');
    const columns = Math.min(10, pictures.length);
    Object.assign(strip, { width: columns * clip.size, height: Math.ceil(pictures.length / columns) * clip.size });
    pictures.forEach((picture, f) => strip.getContext('2d').putImageData(picture, (f % columns) * clip.size,
      Math.floor(f / columns) * clip.size));
    strip.toBlob(blob => save(blob, 'image/png', 'png'));
  }

  begin();
})();
