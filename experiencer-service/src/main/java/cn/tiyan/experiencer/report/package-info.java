/** What experiencers report of a service, and what became of it. */
@NullMarked
package cn.tiyan.experiencer.report;

import org.jspecify.annotations.NullMarked;
