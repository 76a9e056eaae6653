/** What contributions learn from reports, publicity, walkthroughs and appointments. */
@NullMarked
package cn.tiyan.experiencer.contribution.messaging;

import org.jspecify.annotations.NullMarked;
