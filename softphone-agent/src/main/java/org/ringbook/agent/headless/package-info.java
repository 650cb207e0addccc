/** The program without a window. */
package org.ringbook.agent.headless;
