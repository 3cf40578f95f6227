#pragma once
// Debian's libxml2 is built with ICU, and its encoding.h then includes ICU's headers: other versions of the types that
// Foundation's ICU declares, which the compiler refuses in one module. Nothing here uses the fields they serve.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
