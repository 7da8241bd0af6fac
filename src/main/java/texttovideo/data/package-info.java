/**
 * Clips to train on, each with its caption ({@link texttovideo.data.ClipDataset}): a table from which every clip is drawn again
 * ({@link texttovideo.data.Manifest}), handwritten digits that move ({@link texttovideo.data.DigitClips}), and the files of a folder
 * of the user's own ({@link texttovideo.data.FolderDataset}). Which of them are held out ({@link texttovideo.data.Split}), batches
 * as a model takes them, and tables as CSV.
 */
package texttovideo.data;
