/** What came of each experiencer's work, who is thanked for it, and who has fallen asleep. */
@NullMarked
package cn.tiyan.experiencer.contribution;

import org.jspecify.annotations.NullMarked;
