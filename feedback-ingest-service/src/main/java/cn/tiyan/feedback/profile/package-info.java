/** How each sending system names and codes things, as data: its messages are translated into ours before anything else reads them. */
@NullMarked
package cn.tiyan.feedback.profile;

import org.jspecify.annotations.NullMarked;
