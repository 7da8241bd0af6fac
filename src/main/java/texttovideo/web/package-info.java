/**
 * What pages in a browser call: this module's plain Java, compiled to WebAssembly and JavaScript by TeaVM. Here are only the
 * doors; behind them is the code that trains and generates on the JVM.
 */
package texttovideo.web;
