/** What the program says to people, in Russian and English. */
package org.ringbook.agent.words;
