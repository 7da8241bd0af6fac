/**
 * Video from text, from scratch. A caption becomes a video on one straight path:
 *
 * <pre>
 * caption -> tokens [L] -> generator(tokens, noise [N, Z]) -> frames [N, F, C, H, W] in [-1, 1] -> clip -> mp4
 *                                                          \-> discriminator inputs, computed from frames alone
 * </pre>
 *
 * Axis letters, used everywhere: {@code N} clips in a batch, {@code L} tokens in a prompt, {@code V} vocabulary size,
 * {@code E} embedding size, {@code D} text feature size, {@code Z} noise numbers a clip, {@code F} frames, {@code H} {@code W}
 * pixels, {@code C} channels.
 *
 * <p>Ink is what is missing from white: {@code (1 - x) / 2} of a number in [-1, 1], 0 for the background, 1 for the fullest colour.
 *
 * <p>The packages stand in the order of that path; each may import only what stands before it
 * ({@code ArchitectureTest} holds the table).
 */
package texttovideo;
