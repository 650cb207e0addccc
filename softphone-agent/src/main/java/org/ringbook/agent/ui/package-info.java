/** The window: the only user of Swing and FlatLaf. Everything in it runs on the event thread unless it says otherwise. */
package org.ringbook.agent.ui;
