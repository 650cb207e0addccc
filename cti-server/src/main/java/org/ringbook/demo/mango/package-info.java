/** A made-up virtual PBX that behaves like Mango Office: for the demo, on request, and for tests. */
package org.ringbook.demo.mango;
