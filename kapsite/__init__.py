"""kapsite: patient education and private inquiries for a KAP clinic."""
