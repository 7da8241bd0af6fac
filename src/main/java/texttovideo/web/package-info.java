/**
 * What pages in a browser call: this module's plain Java, compiled to WebAssembly and JavaScript by TeaVM. It holds nothing but the
 * doors: what they open is the code that trains and generates on the JVM.
 */
package texttovideo.web;
