/**
 * What one notebook needs and nothing else in the project: small GANs out of DL4J's own layers on data that fits into a
 * picture, the completion of clips with holes, solids from their shadows.
 */
package texttovideo.lessons;
