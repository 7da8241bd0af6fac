/**
 * How values show themselves in a notebook, live progress, and exercises that check themselves. The same on the kernels
 * JJava and IJava; outside a notebook {@link texttovideo.notebook.Notebook#show} prints text.
 *
 * <pre>{@code
 * %classpath ../target/text-to-video.jar
 * import texttovideo.notebook.*;
 * Notebook.install();
 *
 * clip                                                      // a cell's last value: a video that loops
 * Gallery.of(List.of(a, b), List.of("seed 1", "seed 2"))    // captioned videos in a row
 * manifest                                                  // a Tablesaw table: its first rows
 * Charts.lines("Training", "step", "loss (nats)", log, "step", "generator")      // with its alt text
 * Picture.of(clip.image(3), "the fourth frame")             // any picture, with alt text
 * Picture.contactSheet(clips, captions)
 * SideBySide.of(chart, clip)                                    // side by side
 * SourceCode.of("texttovideo.train.GanStep", "step(")           // a method as its source file has it
 * Notebook.show(chart);                                     // anywhere in a cell, as often as you like
 *
 * try (Progress progress = Progress.of("Training", 500)) {
 *   for (int step = 1; step <= 500 && progress.wanted(); step++) {     // ends when the reader interrupts
 *     progress.update(step, "loss 0.93");
 *   }
 * }
 *
 * LiveView view = LiveView.every(Duration.ofSeconds(1));
 * view.offer(() -> Charts.lines(...));                      // drawn at most once a second, in one place
 * view.show(lastChart);
 *
 * var toUnit = Exercise.named("pixel to unit")
 *     .given(random -> random.nextInt(256))
 *     .answer(pixel -> PixelScale.toUnit(pixel))
 *     .mistake(pixel -> pixel / 255f, "that reaches from 0 to 1: where must black end up?")
 *     .hint("0 must become -1 and 255 must become 1");
 * toUnit.check(pixel -> mine(pixel))                        // says what is wrong, or that all is right
 * toUnit.check(pixel -> pixel / 127.5f - 1).orThrow()       // in a solution: a failure fails the cell
 * }</pre>
 */
package texttovideo.notebook;
