/** The smallest source that there can be: the recipe of docs/development.md, done. */
package org.ringbook.telephony.example;
