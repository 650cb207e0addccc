/** A made-up virtual PBX of MegaFon: what its interface says and is asked, without a contract. */
package org.ringbook.demo.megafon;
