/**
 * What does a clip show, and does it obey its prompt? {@link texttovideo.judge.Oracle} looks at pixels only and knows
 * nothing of any model; {@link texttovideo.judge.Fidelity} counts its verdicts.
 */
package texttovideo.judge;
