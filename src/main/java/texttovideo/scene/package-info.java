/** What a prompt looks like when it is drawn: colours, outlines, motions, and the renderer of real clips. */
package texttovideo.scene;
