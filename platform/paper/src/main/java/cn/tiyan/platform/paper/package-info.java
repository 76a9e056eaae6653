/** Documents in official form (GB/T 9704-2012): what they say is said once, and written as docx and as PDF. */
@NullMarked
package cn.tiyan.platform.paper;

import org.jspecify.annotations.NullMarked;
