/**
 * Whole training runs: dataset, tokenizer, generator and algorithm put together. One is on today's drawn world
 * ({@link texttovideo.world.DrawnWorld}), with in one place all that training knows of its grammar
 * ({@link texttovideo.world.BuiltInKnowledge}); one is on a folder of captioned clips, of which nothing is known
 * ({@link texttovideo.world.OwnClips}). Nothing in {@code train}, {@code model} or {@code nn} knows a word.
 */
package texttovideo.world;
