/** Prompt in, clip out. */
package texttovideo.generate;
