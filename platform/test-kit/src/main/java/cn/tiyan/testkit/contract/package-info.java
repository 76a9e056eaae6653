/** The promises every service keeps, as abstract tests: its outbox, its inbox, its structure. */
@NullMarked
package cn.tiyan.testkit.contract;

import org.jspecify.annotations.NullMarked;
