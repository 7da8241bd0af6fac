/**
 * The networks: a generator that draws a sprite and moves it, in plain Java ({@link texttovideo.model.SpriteGenerator}); one of
 * convolutions, in which nothing of the drawn world is built in ({@link texttovideo.model.ConvGenerator}), and the encoder that it
 * is trained with; discriminators that see the text; and files of what was trained ({@link texttovideo.model.ModelFile}).
 *
 * <p>Networks hold nothing but parameters: what {@code backward} needs is in the pass that {@code forward} returns. ND4J's arrays
 * in it live in the workspace of the caller, if one is open.
 */
package texttovideo.model;
