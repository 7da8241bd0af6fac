/**
 * What can be watched: a clip, its pixel scale, and the files it is written to. Imports nothing of ours.
 *
 * <pre>{@code
 * Mp4Writer.write(clip, Path.of("clip.mp4"));              // plays anywhere, in the clip's colours
 * GifWriter.write(clip, Path.of("clip.gif"));              // repeats for ever
 * PngFrames.write(clip, Path.of("clip"));                  // clip/frame-00.png, ...
 * Clip same = PngFrames.read(Path.of("clip"), 10);         // equal to the pixel
 * BufferedImage sheet = ContactSheet.of(List.of(clip), List.of("a red square moving up"));
 * }</pre>
 */
package texttovideo.video;
