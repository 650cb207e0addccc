/** What is spoken in the demo. */
package org.ringbook.demo.voices;
