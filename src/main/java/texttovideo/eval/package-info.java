/**
 * What does a clip show, and does it match its prompt? {@link texttovideo.eval.Evaluator} looks at pixels only and knows
 * nothing of any model; {@link texttovideo.eval.PromptAccuracy} counts its predictions. Beside it, what those leave open of clips
 * of the grammar: how exact they are ({@link texttovideo.eval.Overlap}, {@link texttovideo.eval.Sharpness}), how widely they start
 * ({@link texttovideo.eval.StartPositions}), and whether they repeat those of training ({@link texttovideo.eval.Copies}).
 *
 * <p>Nobody can say what a clip of the user's own should look like to the pixel. There {@link texttovideo.eval.WordEvaluator} learns
 * from real clips which words they show, and {@link texttovideo.eval.OwnClipsEvaluation} judges generated and real ones by it;
 * {@link texttovideo.eval.ClipVariety} says how much they vary, {@link texttovideo.eval.NearestNeighbour} how near they come to
 * those of training.
 */
package texttovideo.eval;
