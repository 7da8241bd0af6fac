/*
 * The module's own Java in a page, as TeaVM compiled it: WebAssembly where the browser collects garbage for it, JavaScript
 * elsewhere. Everything comes as a script, because a page that is a file may load nothing else.
 *
 *     textToVideo.load().then(java => java.playground(...))      // what Exports.java offers
 */
window.textToVideo = (() => {
  const folder = new URL('.', document.currentScript.src);
  const parts = {};            // what the other scripts of this folder put here: wasm, javascript, model
  const scripts = {};
  const started = {};

  /** Runs a script of this folder, once. */
  function script(name) {
    scripts[name] ||= new Promise((done, failed) => {
      const element = document.createElement('script');
      element.onload = done;
      element.onerror = () => failed(new Error(`${name} is missing beside this page's scripts`));
      element.src = new URL(name, folder);
      document.head.append(element);
    });
    return scripts[name];
  }

  /** The bytes of a base64 text. */
  function bytes(text) {
    return Int8Array.from(atob(text), character => character.charCodeAt(0));
  }

  async function webAssembly() {
    await script('wasm.js');
    return (await TeaVM.wasmGC.load(bytes(parts.wasm))).exports;
  }

  async function javaScript() {
    await script('javascript.js');
    return parts.javascript;
  }

  /** What Exports.java offers; kind is wasm or javascript, or left out for the faster one that this browser can run. */
  function load(kind) {
    started[kind] ||= kind === 'javascript' ? javaScript()
      : kind === 'wasm' ? webAssembly() : load('wasm').catch(() => load('javascript'));
    return started[kind];
  }

  return { folder, parts, script, bytes, load };
})();
