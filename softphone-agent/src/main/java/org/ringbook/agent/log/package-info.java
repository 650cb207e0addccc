/** What the program has done and what went wrong in it, in a file for whoever helps the person. */
package org.ringbook.agent.log;
