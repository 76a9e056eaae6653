/** The catalogue: service items in versions, handed in by unit as a table, and the bundles of 一件事一次办 (notice, sections 三(三)1 and 四(一)). */
@NullMarked
package cn.tiyan.walkthrough.catalogue;

import org.jspecify.annotations.NullMarked;
