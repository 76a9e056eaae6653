/** Asks experiencer-service, and says so when it gives no answer. */
@NullMarked
package cn.tiyan.walkthrough.companion.client;

import org.jspecify.annotations.NullMarked;
