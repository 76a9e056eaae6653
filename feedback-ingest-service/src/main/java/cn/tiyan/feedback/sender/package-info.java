/** Who may push, and the signature by which each request proves its sender. */
@NullMarked
package cn.tiyan.feedback.sender;

import org.jspecify.annotations.NullMarked;
