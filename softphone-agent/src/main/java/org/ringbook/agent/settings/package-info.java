/** What the person has set: file, command line, folder. */
package org.ringbook.agent.settings;
