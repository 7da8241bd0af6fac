/* What scrolls sideways inside the page, such as long lines of code, can be reached by the keyboard. */
(() => {
  const boxes = 'pre, code, table, .highlight, .cell_output, .output, .pst-scrollable-table-container, .jp-Cell, .jp-OutputArea, '
    + '.jp-OutputArea-output, .jp-RenderedMarkdown, mjx-container[display]';

  function mark(event) {
    const root = event && event.target && event.target.querySelectorAll ? event.target : document;
    for (const box of root.querySelectorAll(boxes)) {
      const style = getComputedStyle(box);
      const long = box.scrollWidth > box.clientWidth && /auto|scroll/.test(style.overflowX)
        || box.scrollHeight > box.clientHeight && /auto|scroll/.test(style.overflowY);
      if (long && !box.hasAttribute('tabindex')) box.tabIndex = 0;
    }
  }

  addEventListener('load', () => {
    mark();
    if (window.MathJax && MathJax.startup) MathJax.startup.promise.then(() => mark());
    if (window.Reveal) Reveal.on('slidechanged', () => mark());
  });
  addEventListener('resize', () => mark());
  document.addEventListener('toggle', mark, true);  // a fold that opens
})();
