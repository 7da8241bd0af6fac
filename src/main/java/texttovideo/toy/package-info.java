/**
 * Small GANs out of DL4J's own layers, on data that fits into a picture: they train in seconds, and what they should reach is
 * known exactly. The course's notebooks on theory and on other uses of GANs run them; nothing else in the project needs them.
 */
package texttovideo.toy;
