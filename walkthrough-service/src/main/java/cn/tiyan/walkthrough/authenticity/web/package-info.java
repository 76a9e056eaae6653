/** Shows an authenticity review to the walker and to the offices above, and to nobody else. */
@NullMarked
package cn.tiyan.walkthrough.authenticity.web;

import org.jspecify.annotations.NullMarked;
