/**
 * Today's drawn world, put together for training: its dataset, its generators, and in one place all that training knows of its
 * grammar ({@link texttovideo.world.BuiltInKnowledge}). Nothing in {@code train}, {@code model} or {@code nn} knows a word.
 */
package texttovideo.world;
