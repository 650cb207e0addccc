/** A made-up cloud PBX that behaves like Beeline's: for the demo, on request, and for tests. */
package org.ringbook.demo.beeline;
