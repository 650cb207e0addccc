/** The smallest source that there can be: the recipe of the README, done. */
package org.ringbook.telephony.example;
