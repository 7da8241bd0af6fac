/** What can be said: the words, the prompt grammar, and prompts as tokens. Imports nothing of ours. */
package texttovideo.text;
