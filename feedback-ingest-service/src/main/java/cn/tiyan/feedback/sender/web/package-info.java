/** Lets controllers take a signed request, and senders try their signature out. */
@NullMarked
package cn.tiyan.feedback.sender.web;

import org.jspecify.annotations.NullMarked;
