/** Documents that can be handed in as they are: the work-summary report (notice, section 五(二)) and the figures, made in the background. */
@NullMarked
package cn.tiyan.reporting.document;

import org.jspecify.annotations.NullMarked;
