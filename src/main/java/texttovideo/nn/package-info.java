/**
 * Networks in plain Java: layers whose {@code forward} returns a pass that has {@code backward}, parameters and their gradients,
 * Adam, and files of tensors. No native library, no reflection, no threads: the same code trains, generates, and can be compiled
 * for a browser. What is large (convolutions) is in {@code conv}, on ND4J.
 *
 * <p>Layers hold nothing but parameters, so any number of threads may call {@code forward} at once; a pass belongs to one thread.
 */
package texttovideo.nn;
