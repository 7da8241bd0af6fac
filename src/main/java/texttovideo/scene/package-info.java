/** What a prompt looks like when it is drawn truly: colours, outlines, motions, and the renderer of true clips. */
package texttovideo.scene;
