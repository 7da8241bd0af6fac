/** What can be watched: a clip, its pixel scale, and the files it is written to. Imports nothing of ours. */
package texttovideo.video;
