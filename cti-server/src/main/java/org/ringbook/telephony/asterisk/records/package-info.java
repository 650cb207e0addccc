/**
 * Asterisk's own records of what happened, its CEL and CDR: what a gap in the live messages is filled from. They are read
 * from a table or from a file, here or on the PBX, and retold in the words of AMI, so that one translation understands
 * both.
 */
package org.ringbook.telephony.asterisk.records;
