/*
 * Clips play by themselves, silent and looping, but stand still when the reader asks for reduced motion. What steers a clip
 * lies below it, not over it, and shows when the mouse or the keyboard is there: a button that plays and pauses, a slider
 * of its frames. With the button in focus, arrow keys go frame by frame.
 */
(() => {
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const allowed = new WeakSet();  // clips that the reader started, whatever the preference
  const paused = () => document.documentElement.dataset.clips === 'paused';
  const clips = () => document.querySelectorAll('video');
  const step = 0.1;               // seconds; clips have ten frames a second

  // Caught here, in the head, before the first frame of a clip can move.
  document.addEventListener('play', event => {
    if ((still.matches || paused()) && !allowed.has(event.target)) event.target.pause();
  }, true);

  function run(video, moving) {
    if (moving) allowed.add(video); else allowed.delete(video);
    if (moving) video.play().catch(() => {}); else video.pause();
  }

  function seek(video, seconds) {
    run(video, false);
    const length = video.duration || 1;
    video.currentTime = Math.min(Math.max(seconds, 0), length - 0.001);
  }

  function bar(video) {
    const what = video.getAttribute('aria-label') || 'clip';
    const box = document.createElement('div');
    const button = document.createElement('button');
    const slider = document.createElement('input');
    box.className = 'clip-bar';
    box.style.width = video.getAttribute('width') ? `${video.getAttribute('width')}px` : '';
    button.type = 'button';
    button.title = 'Play or pause; arrow keys go frame by frame';
    Object.assign(slider, { type: 'range', min: 0, max: 1, step: 'any', value: 0, tabIndex: -1 });
    slider.setAttribute('aria-label', `Time in ${what}`);
    const show = () => {
      button.dataset.state = video.paused ? 'paused' : 'playing';
      button.setAttribute('aria-label', `${video.paused ? 'Play' : 'Pause'} ${what}`);
    };
    const move = () => { slider.value = video.duration ? video.currentTime / video.duration : 0; };
    button.addEventListener('click', () => run(video, video.paused));
    button.addEventListener('keydown', event => {
      const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (direction || event.key === ' ' || event.key === 'Enter') event.stopPropagation();  // these keys also turn slides
      if (!direction) return;
      event.preventDefault();
      seek(video, video.currentTime + direction * step);
    });
    slider.addEventListener('input', () => seek(video, slider.value * video.duration));
    video.addEventListener('click', () => run(video, video.paused));
    for (const name of ['play', 'pause']) video.addEventListener(name, show);
    for (const name of ['timeupdate', 'seeked']) video.addEventListener(name, move);
    box.append(button, slider);
    video.after(box);
    video.parentElement.classList.add('clip');
    show();
  }

  function pauseAll(button) {
    button.hidden = false;
    const show = () => { button.textContent = paused() ? 'Play the clips' : 'Pause the clips'; };
    button.addEventListener('click', () => {
      document.documentElement.dataset.clips = paused() ? 'playing' : 'paused';
      clips().forEach(video => run(video, !paused()));
      show();
    });
    if (still.matches) document.documentElement.dataset.clips = 'paused';
    show();
  }

  document.addEventListener('DOMContentLoaded', () => {
    clips().forEach(video => { if (!video.closest('a')) bar(video); });
    document.querySelectorAll('button.clips-pause').forEach(pauseAll);
  });
  still.addEventListener('change', () => clips().forEach(video => run(video, !still.matches)));
})();
