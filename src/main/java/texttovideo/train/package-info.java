/** Training: the losses, the step, its settings, its log, and checkpoints that a later process resumes from. */
package texttovideo.train;
