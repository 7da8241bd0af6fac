/**
 * Video from text, from scratch. A prompt becomes a video on one straight path:
 *
 * <pre>
 * prompt -> tokens [L] -> text features [N, D] + noise [N, Z] -> frames [N, F, H, W, C] in [-1, 1] -> clip -> mp4
 * </pre>
 *
 * Axis letters, used everywhere: {@code N} clips in a batch, {@code L} tokens in a prompt, {@code V} vocabulary size,
 * {@code E} embedding size, {@code D} text feature size, {@code Z} noise size, {@code F} frames, {@code H} {@code W}
 * pixels, {@code C} channels.
 *
 * <p>The packages stand in the order of that path; each may import only what stands before it
 * ({@code ArchitectureTest} holds the table).
 */
package texttovideo;
