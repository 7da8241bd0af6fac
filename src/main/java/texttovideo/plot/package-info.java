/**
 * Charts (XChart) in one readable style, and the words that describe them.
 *
 * <pre>{@code
 * XYChart chart = Charts.lines("Training", "step", "loss (nats)", log, "step", "discriminator", "generator");
 * String alt = AltText.of(chart);      // Line chart "Training": ... 'discriminator' falls from 2.1 at 0 to ...
 * ChartImage.write(chart, Path.of("training.png"));
 * }</pre>
 */
package texttovideo.plot;
