/**
 * What does a clip show, and does it match its prompt? {@link texttovideo.eval.Evaluator} looks at pixels only and knows
 * nothing of any model; {@link texttovideo.eval.PromptAccuracy} counts its predictions.
 */
package texttovideo.eval;
