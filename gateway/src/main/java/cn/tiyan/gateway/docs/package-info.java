/** The API documentation of the whole platform, joined from what each service says of itself at this moment. */
package cn.tiyan.gateway.docs;
