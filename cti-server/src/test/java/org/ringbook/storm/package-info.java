/**
 * Storms: what a virtual PBX tells of thousands of calls reaches a real server over HTTP out of order, repeated and forged,
 * and the server is killed in the middle of it. Then the call log must be exactly what was played. See docs/reliability.md.
 */
package org.ringbook.storm;
